"""Header names met in real files, in English, Korean, Chinese and Spanish, by field.

A field's own key is one of its names too, so that our own exports come back in.
"""

from __future__ import annotations

from typing import Final

# ``person`` becomes the customer or the contact, see ``headers``; ``seq`` is only a row number.
WORDS: Final = {
    "seq": "no, num, nro, n., nº, núm., #, seq, 序号, 序列号, 序號, 번호, 순번, 연번, 行号",
    "code": (
        "customer code, customer id, account number, accountnumber, account id, customer no,"
        "customer number, external id, record id, record id - company, record id - contact, id,"
        "客户编号, 客户编码, 客户代码, 编号, 來源編號, 客戶編號, 客戶代碼, 코드, 거래처코드,"
        "거래처 번호, 고객코드, 고객번호, 업체코드, código, código de cliente, código cliente,"
        "cod cliente, nº cliente, id cliente, referencia"
    ),
    "name": (
        "customer, customer name, client, client name, account, account name, company,"
        "company name, organization, organization name, organisation, organisation name,"
        "organization 1 - name, associated company, primary company, business name, store,"
        "store name, shop, shop name, 客户名称, 客户姓名, 客户, 客户名, 公司名称, 公司, 企业名称,"
        "单位名称, 单位, 门店名称, 门店, 客戶名稱, 公司名稱, 客戶, 거래처명, 거래처, 거래처 이름,"
        "고객명, 고객, 고객사, 고객사명, 업체명, 업체, 회사명, 회사, 상호, 상호명, 사업자명,"
        "매장명, 매장, cliente, nombre del cliente, nombre cliente, empresa,"
        "nombre de la empresa, nombre empresa, razón social, nombre comercial, compañía, cuenta,"
        "denominación social"
    ),
    "person": (
        "name, full name, display name, fn, 姓名, 이름, 성명, nombre, nombre completo,"
        "nombre y apellidos"
    ),
    "first": "first, first name, firstname, given name, 名, nombre de pila",
    "middle": "middle, middle name, additional name, segundo nombre",
    "last": (
        "last, last name, lastname, family name, surname, 姓, 성, apellido, apellidos,"
        "primer apellido"
    ),
    "contact": (
        "contact, contact name, contact person, primary contact, contact full name, 联系人,"
        "联络人, 联系人姓名, 主要联系人, 对接人, 聯絡人, 聯繫人, 연락 담당자, 담당자, 담당자명,"
        "담당자 이름, 담당자 성명, 거래처 담당자, 고객 담당자, contacto, persona de contacto,"
        "nombre de contacto, nombre del contacto, contacto principal"
    ),
    "position": (
        "job title, contact title, contact position, organization title, organization 1 - title,"
        "职务, 职位, 联系人职务, 职称, 職稱, 職務, 직책, 직위, 직급, 담당자 직책, 담당자 직위,"
        "cargo, puesto, cargo del contacto"
    ),
    "contact_phone": (
        "contact mobile, 联系人电话, 联系人手机, 聯絡人電話, 담당자 연락처, 담당자 전화,"
        "담당자 전화번호, 담당자 휴대폰, teléfono de contacto, teléfono del contacto,"
        "móvil del contacto"
    ),
    "contact_email": (
        "contact e-mail, 联系人邮箱, 담당자 이메일, 담당자 메일, correo de contacto,"
        "correo del contacto, email de contacto"
    ),
    "representative": (
        "ceo, owner name, legal representative, 法人, 法定代表人, 负责人姓名, 대표자, 대표자명,"
        "대표, 대표이사, representante, representante legal"
    ),
    "phone": (
        "phone number, telephone, telephone number, tel, main phone, company main phone,"
        "business phone, work phone, phone 1 - value, company phone, primary phone, 联系电话,"
        "电话, 电话号码, 座机, 固定电话, 联系方式, 公司电话, 聯絡電話, 電話, 전화, 전화번호,"
        "연락처, 대표번호, 대표전화, 회사전화, 유선전화, teléfono, teléfonos, tel., tfno,"
        "teléfono fijo"
    ),
    "mobile": (
        "mobile phone, mobile number, cell, cell phone, mobile phone number, 手机, 手机号,"
        "手机号码, 移动电话, 手機, 行動電話, 휴대폰, 휴대폰번호, 휴대전화, 휴대전화번호, 핸드폰,"
        "핸드폰번호, 모바일, 모바일번호, móvil, celular, teléfono móvil"
    ),
    "email": (
        "e-mail, email address, e-mail address, e-mail 1 - value, mail, 邮箱, 电子邮箱, 电子邮件,"
        "邮件, 郵箱, 電郵, 電子郵件, 이메일, 이메일주소, 메일, 전자우편, correo,"
        "correo electrónico"
    ),
    "address": (
        "full address, street address, billing address, business address, mailing address,"
        "address 1, address line 1, address 1 - formatted, 地址, 客户地址, 公司地址, 详细地址,"
        "联系地址, 收货地址, 客戶地址, 주소, 주소1, 사업장주소, 사업장 소재지, 소재지,"
        "도로명주소, 회사주소, dirección, domicilio, dirección completa, domicilio social"
    ),
    "street": (
        "billing street, business street, billingstreet, mailing street, address 1 - street,"
        "街道, calle"
    ),
    "address2": (
        "street2, street 2, address line 2, business street 2, address 1 - extended address,"
        "주소2, 상세주소, 门牌号"
    ),
    "city": (
        "billing city, billingcity, business city, address 1 - city, 市, 城市, 시, 시군구, 도시,"
        "ciudad, localidad, población, municipio"
    ),
    "region": (
        "state, province, state/region, state/province, billing state, billing state/province,"
        "billingstate, business state, address 1 - region, 省, 省份, 시도, 도, provincia, estado,"
        "comunidad, comunidad autónoma"
    ),
    "district": "county, 区, 区县, 区/县, 구, 구군, 동, 읍면동, barrio, colonia, distrito",
    "postcode": (
        "zip, zip code, postal code, post code, billing code, billing zip/postal code,"
        "billing zip, billingpostalcode, business postal code, address 1 - postal code, 邮编,"
        "邮政编码, 郵遞區號, 우편번호, código postal, cp, c.p."
    ),
    "country": (
        "country/region, billing country, billingcountry, business country,"
        "business country/region, address 1 - country, 国家, 国家/地区, 國家, 국가, país"
    ),
    "lat": "latitude, y, 纬度, 緯度, 위도, latitud",
    "lon": "lng, long, longitude, x, 经度, 經度, 경도, longitud",
    "place": (
        "coordinates, coordinate, gps, map link, lat/lon, lat lng, 좌표, 위경도, 지도 링크,"
        "坐标, 座標, 经纬度, 經緯度, coordenadas, enlace de mapa"
    ),
    "area": (
        "territory, region/area, sales area, sales region, route, 区域, 地区, 销售区域, 片区,"
        "區域, 地區, 지역, 권역, 담당지역, 영업지역, 코스, zona, territorio, ruta, área"
    ),
    "grade": (
        "class, tier, rank, priority, rating, 优先级, customer grade, customer class, abc,"
        "account rating, 客户级别, 客户等级, 级别, 等级, 客户分类,"
        "客户级别重点客户普通客户非优先客户, 客戶等級, 客戶級別, 등급, 고객등급, 거래처등급,"
        "categoría, clase, clasificación, grado, nivel, tipo abc"
    ),
    "status": (
        "customer status, stage, lifecycle stage, lead status, account status, 状态, 客户状态,"
        "跟进状态, 狀態, 客戶狀態, 상태, 고객상태, 거래상태, 사용여부, 사용구분, estado cliente,"
        "estado del cliente, estatus, etapa, situación"
    ),
    "industry": (
        "sector, business type, 行业, 所属行业, 行業, 업종, 업태, 산업, rubro, giro, actividad"
    ),
    "business_item": "종목, 主营产品, 经营范围",
    "usual_products": (
        "usual products, product interest, products of interest, 常购产品, 采购产品, 구매품목,"
        "취급품목, 주거래품목, productos habituales, productos de interés"
    ),
    "source": (
        "lead source, account source, accountsource, original source, customer source, 来源,"
        "客户来源, 來源, 유입경로, 출처, 고객출처, origen, fuente"
    ),
    "owner": (
        "rep, account owner, contact owner, company owner, customer owner, sales rep,"
        "salesperson, representative, owner email, record owner, 业务员, 销售员, 销售代表,"
        "负责人, 跟进人, 填表人, 填充物, 所属销售, 業務員, 영업사원, 영업담당, 영업담당자,"
        "당사담당자, 작성자, vendedor, comercial, agente, agente asignado,"
        "representante de ventas, asignado a"
    ),
    "tax_id": (
        "tax id, vat, vat number, ein, 税号, 统一社会信用代码, 纳税人识别号, 統一編號,"
        "사업자번호, 사업자등록번호, 사업자 등록 번호, nif, cif, rfc, rut, cuit, nit, ruc"
    ),
    "website": (
        "web, url, web page, web site, homepage, company domain name, website 1 - value, 网址,"
        "网站, 公司网址, 網址, 網站, 홈페이지, 웹사이트, sitio web, página web"
    ),
    "fax": "business fax, fax number, 传真, 傳真, 팩스, 팩스번호",
    "tags": "labels, categories, group membership, tag, 标签, 標籤, 태그, etiquetas",
    "notes": (
        "note, remarks, remark, memo, description, comments, comment, account note, 备注,"
        "备注说明, 要记住的事情, 說明, 備註, 비고, 메모, 특이사항, 적요, notas, observaciones,"
        "comentarios"
    ),
    "credit_limit": "credit limit, 信用额度, 여신한도, 신용한도, límite de crédito",
    "receivable": (
        "balance, outstanding, 应收款, 应收账款, 欠款, 미수금, 미수잔액, 외상매출금, saldo,"
        "saldo pendiente, cuentas por cobrar"
    ),
    "created": (
        "created date, create date, created time, created at, 创建时间, 创建日期, 등록일,"
        "최초거래, 최초거래일, fecha de alta, fecha de creación"
    ),
    "last_visit": (
        "last visit, last visit date, last contacted, last activity date, 最近拜访时间, 上次拜访,"
        "最近活动时间, 최근방문, 최근방문일, 최종방문일, 최근거래, última visita,"
        "fecha última visita"
    ),
    "next_visit": (
        "next visit, next visit date, next activity date, follow up date, 下次拜访, 下次拜访时间,"
        "다음방문, 다음 방문일, 재방문일, próxima visita, fecha próxima visita"
    ),
    "amount": (
        "sales, sales amount, revenue, annual revenue, 销售额, 销售量, 金额, 订单金额, 预估金额,"
        "本周销售业绩, 금액, 매출, 매출액, 판매액, 수주액, 총매출, importe, ventas, monto,"
        "importe venta"
    ),
    "windows": (
        "visiting hours, opening hours, business hours, 영업시간, 방문가능시간, 营业时间, 營業時間,"
        "拜访时段, horario, horario de visita, horario de atención"
    ),
    "visit_date": (
        "visit date, date of visit, call date, date, day, 방문일, 방문일자, 방문 날짜, 일자, 날짜,"
        "상담일, 활동일, 拜访日期, 拜访时间, 日期, 跟进时间, 拜訪日期, 拜訪時間, fecha,"
        "fecha de visita, fecha de la visita, fecha visita, día"
    ),
    "visit_time": (
        "visit time, time, start time, 방문시간, 방문시각, 시간, 시각, 时间, 拜访时刻, 時間, hora,"
        "hora de visita, hora de la visita"
    ),
    "minutes": (
        "duration, duration (min), 소요시간, 소요분, 상담시간, 分钟, 时长, 拜访时长, 時長,"
        "duración, minutos"
    ),
    "channel": (
        "visit type, call type, activity type, contact method, 방문유형, 방문방법, 접촉방법,"
        "활동유형, 拜访方式, 跟进方式, 渠道, 拜訪方式, canal, tipo de visita, tipo de actividad,"
        "medio"
    ),
    "outcome": (
        "visit outcome, call outcome, 방문상태, 면담여부, 만남여부, 拜访状态, 是否见到, 拜訪狀態,"
        "estado de la visita, resultado de la visita"
    ),
    "purpose": (
        "visit purpose, call purpose, 방문목적, 목적, 拜访目的, 目的, 拜訪目的, propósito, motivo,"
        "motivo de la visita, objetivo de la visita"
    ),
    "met": (
        "person met, people met, attendees, met with, 면담자, 만난 사람, 상담자, 참석자, 拜访对象,"
        "会见人, 接待人, 拜訪對象, persona visitada, entrevistado, atendido por, asistentes"
    ),
    "content": (
        "what happened, visit notes, call notes, details, visit content, 내용, 방문내용, 상담내용,"
        "활동내용, 면담내용, 拜访内容, 沟通内容, 跟进内容, 跟进记录, 内容, 拜訪內容, 內容,"
        "contenido, detalle, detalles, contenido de la visita"
    ),
    "result": (
        "visit result, call result, 결과, 방문결과, 상담결과, 结果, 拜访结果, 洽谈结果, 結果,"
        "拜訪結果, resultado"
    ),
    "problems": (
        "problem, issues, 문제점, 애로사항, 문제, 问题, 存在问题, 問題, problemas, incidencias"
    ),
    "objections": "objection, 반론, 이의, 异议, 客户异议, 異議, objeciones",
    "function": "department, dept, 부서, 부서명, 部门, 部門, departamento",
    "role": "decision role, buying role, 의사결정, 决策角色, 決策角色, rol, rol de decisión",
    "main": "main contact, is primary, primary, 대표 담당자, 主联系人, 主聯絡人, principal",
}
